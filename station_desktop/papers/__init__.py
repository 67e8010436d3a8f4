"""The papers a counter hands over: plain facts to page model to PDF, preview or printer."""
