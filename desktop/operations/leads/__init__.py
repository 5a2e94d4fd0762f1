"""The room of leads: opening it, who may, its book, its figures. Nothing else of the program reads what is in it."""
