"""An invented service for trying the program. Every person and case is made up."""
