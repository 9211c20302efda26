"""Entity knowledge graphs of official travel, read from Russian-language news."""
