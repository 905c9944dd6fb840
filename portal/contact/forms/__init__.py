"""Forms: one for each part of the plan, and the one in which she asks for messages."""
