"""A paper finished in Word: the file read back, and laid beside what the data say."""
