from ui.lists.measure import Measure, shared

DAY = Measure(100, 100, 2)
NAME = Measure(200, 120, 1)
KIND = Measure(300, 80, 0)
STATE = Measure(150, 80, 0)


def test_with_room_for_all_each_column_has_what_it_wants_and_the_last_one_the_rest() -> None:
    assert shared([DAY, NAME, KIND], 700) == [100, 200, 400]


def test_the_widest_of_what_matters_least_is_cut_first_and_names_are_left_whole() -> None:
    assert shared([DAY, NAME, KIND, STATE], 620) == [100, 200, 170, 150]
    assert shared([DAY, NAME, KIND, STATE], 500) == [100, 200, 100, 100]


def test_names_are_cut_once_all_else_is_at_its_least_and_then_the_list_scrolls() -> None:
    assert shared([DAY, NAME, KIND, STATE], 430) == [100, 170, 80, 80]
    assert shared([DAY, NAME, KIND, STATE], 200) == [100, 120, 80, 80]
    assert shared([], 200) == []
