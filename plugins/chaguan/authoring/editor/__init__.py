"""The form-based editor (Decap CMS), configured from the definitions of the fields."""
