"""What pages show: plain data, made by Python, that templates only arrange."""
