"""成绩单与排名: the score sheet of a unit beside the ranking of the round."""
