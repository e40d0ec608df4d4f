"""What a person confirmed about one register: which column is which, and what its words mean."""
