package porter

// Index lets the benchmarks make a snapshot without an account.
func Index(s Snapshot) *Snapshot { return index(s) }
