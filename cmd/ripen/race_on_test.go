//go:build race

package main

// racing says that the race detector runs, under which SQLite takes some fifteen
// times as long: it looks for what meets, and needs no hundred cases for that.
const racing = true
