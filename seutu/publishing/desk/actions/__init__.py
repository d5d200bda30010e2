"""What happens at the desk alone. What becomes part of the public record is an action of decisions."""
