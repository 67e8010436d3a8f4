"""What people type, made plain and read: folded characters, dates, sums, addresses, pinyin."""
