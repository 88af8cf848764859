//go:build race

package tui_test

// racing says that the race detector runs, under which each frame takes some
// twenty times as long: it looks for what meets, and needs no 800 windows.
const racing = true
