"""Writers: the written forms of answers, one module for each way of writing; `answers.formats` names them by kind."""
