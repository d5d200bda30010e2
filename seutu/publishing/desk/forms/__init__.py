"""What clerks type, turned into clean values or into a message beside a field."""
