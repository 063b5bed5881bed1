"""What leaves the program: CSV files, the results folder, tables on the terminal."""
