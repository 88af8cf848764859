//go:build !race

package tui_test

const racing = false
