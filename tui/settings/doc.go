// Package settings is the screen on which a person settles for himself how the
// console looks and listens. What is changed holds at once, on every screen, and
// is remembered; a sample shows every tone, rung and row in the look that holds.
package settings
