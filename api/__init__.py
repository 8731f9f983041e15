"""The faces of the service: command line, REST and web pages."""
