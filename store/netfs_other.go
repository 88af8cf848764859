//go:build !linux && !darwin

package store

// networkKind says nothing where the system has no statfs: a share on Windows
// is refused by SQLite's own locking when it does not hold.
func networkKind(string) string { return "" }
