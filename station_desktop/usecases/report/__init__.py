"""Weekly, monthly and yearly figures, with the cases behind each."""
