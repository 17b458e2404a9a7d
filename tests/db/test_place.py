from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from db.problem import UnsuitablePlace
from db.vault import location

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/people /people nfs4 rw 0 0
/dev/sda2 /people/ann ext4 rw 0 0
//server/share /mnt/the\\040share cifs rw 0 0
ann@server: /mnt/ssh fuse.sshfs rw 0 0
https://dav /mnt/dav fuse.davfs2 rw 0 0
host /mnt/host 9p rw 0 0
shared /mnt/shared vboxsf rw 0 0
remote: /mnt/rclone fuse.rclone rw 0 0
/dev/sdb1 /media/stick exfat rw 0 0
broken line
tmpfs /mnt/ssh/local tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    "folder, remote",
    [
        ("/var/vault", False),
        ("/people/bob/vault", True),
        ("/people/ann/vault", False),
        ("/people/annette/vault", True),
        ("/mnt/the share/vault", True),
        ("/mnt/ssh/vault", True),
        ("/mnt/dav/vault", True),
        ("/mnt/host/vault", True),
        ("/mnt/shared/vault", True),
        ("/mnt/rclone/vault", True),
        ("/media/stick/vault", True),
        ("/mnt/ssh/local/vault", False),
    ],
)
def test_a_disk_of_this_computer_is_known_by_its_mount(folder: str, remote: bool) -> None:
    assert (location.file_system(Path(folder), MOUNTS) not in location.LOCAL_TYPES) is remote


@pytest.mark.parametrize(
    "folder, remote",
    [
        ("\\\\server\\share\\vault", True),
        ("\\\\?\\UNC\\server\\share\\vault", True),
        ("C:\\ProgramData\\vault", False),
        ("\\\\?\\C:\\ProgramData\\vault", False),
    ],
)
def test_a_windows_share_is_known_by_its_name(folder: str, remote: bool) -> None:
    assert location.is_remote_windows_path(PureWindowsPath(folder)) is remote


def test_a_folder_that_a_cloud_service_copies_is_known_by_its_name() -> None:
    assert location.is_synced(PureWindowsPath("C:/people/mac/ann/OneDrive - Thornbridge/vault"), {})
    assert location.is_synced(PurePosixPath("/people/ann/Dropbox/vault"), {})
    for folder in (
        "C:\\people\\ann\\Thornbridge Council\\LADO - Documents\\vault",
        "G:\\My Drive\\vault",
        "C:\\people\\ann\\Box\\vault",
        "C:\\people\\ann\\Nextcloud\\vault",
        "C:\\people\\ann\\iCloud Drive\\vault",
    ):
        assert location.is_synced(PureWindowsPath(folder), {}), folder
    assert not location.is_synced(PurePosixPath("/people/ann/vault"), {})
    assert not location.is_synced(PurePosixPath("/people/ann/Boxes/My Drives/vault"), {})
    assert not location.is_synced(PurePosixPath("/people/ann/OneDriver/vault"), {})


def test_a_moved_cloud_folder_is_known_by_what_the_service_says() -> None:
    said = {"OneDriveCommercial": "D:/Work"}
    assert location.is_synced(PureWindowsPath("D:/Work/vault"), said)
    assert not location.is_synced(PureWindowsPath("D:/Other/vault"), said)


def test_a_local_folder_is_taken_and_a_synced_one_refused_with_the_way_out(tmp_path: Path) -> None:
    location.check(tmp_path)
    with pytest.raises(UnsuitablePlace, match="send the backups there"):
        location.check(tmp_path / "OneDrive" / "vault")


def test_a_link_into_a_synced_folder_does_not_hide_it(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "innocent").symlink_to(tmp_path / "OneDrive")
    with pytest.raises(UnsuitablePlace):
        location.check(tmp_path / "innocent" / "vault")


def test_the_default_folder_is_local_and_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = location.default_folder()
    assert folder.parts[-2:] == ("LADO Desktop", "vault")
