<<<<<<< HEAD
"""What workers of the register fill in, one file for each subject."""
=======
"""What people type into the register, as clean values or as a message beside a field."""
>>>>>>> 29276eb (clients: Open clients to others, and stand the policy in PostgreSQL as well)
