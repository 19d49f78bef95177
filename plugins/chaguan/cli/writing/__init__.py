"""New files, complete and commented."""
