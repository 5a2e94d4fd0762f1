"""What is asked of the PC: paths, printing, fonts, logs. No Qt."""
