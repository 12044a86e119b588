"""What each command does. Imported only when one runs, so that help does not wait for the law and the models."""
