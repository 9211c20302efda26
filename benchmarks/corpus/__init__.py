"""Made-up articles about official travel, with the truth of who and what is one."""
