package kit

import tea "github.com/charmbracelet/bubbletea"

// Expired is the message that ends the toast which t shows now.
func Expired(t *Toasts) tea.Msg { return toastExpiredMsg{t.id} }
