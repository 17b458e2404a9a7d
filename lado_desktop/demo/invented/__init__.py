"""An invented service, for trying the program out: every person and every case in it is made up."""
