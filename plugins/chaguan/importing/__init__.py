"""What a community has elsewhere becomes ordinary files: one module for each kind of export."""
