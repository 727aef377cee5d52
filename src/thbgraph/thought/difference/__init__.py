"""What differs, in the words of the subject: between two graphs, and between an answer and the accepted one."""
