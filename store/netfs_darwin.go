package store

import (
	"path/filepath"
	"strings"
	"syscall"
)

// networkKind names the network file system that holds dir, or its nearest
// existing parent; "" for a local one, and where nothing can be said.
func networkKind(dir string) string {
	var st syscall.Statfs_t
	for syscall.Statfs(dir, &st) != nil {
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
	kind, from := cString(st.Fstypename[:]), cString(st.Mntfromname[:])
	switch {
	case kind == "nfs" || kind == "smbfs" || kind == "afpfs" || kind == "webdav" || kind == "cifs":
		return kind
	case strings.Contains(kind, "fuse") && strings.Contains(from, ":"):
		return "sshfs"
	}
	return ""
}

func cString(b []int8) string {
	var out strings.Builder
	for _, c := range b {
		if c == 0 {
			break
		}
		out.WriteByte(byte(c))
	}
	return out.String()
}
