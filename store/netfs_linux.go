package store

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// networkMagic are the numbers by which Linux names file systems that lie on
// another machine.
var networkMagic = map[uint32]string{
	0x6969: "NFS", 0x517b: "SMB", 0xff534d42: "CIFS", 0xfe534d42: "SMB", 0x5346414f: "AFS", 0x00c36400: "Ceph", 0x73757245: "Coda",
}

// fuseMagic stands for every file system in user space; only the table of
// mounts tells which.
const fuseMagic = 0x65735546

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
	kind := uint32(st.Type) //nolint:gosec // the number is 32 bits wide
	if kind == fuseMagic {
		return fuseKind(dir)
	}
	return networkMagic[kind]
}

func fuseKind(dir string) string {
	mounts, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return ""
	}
	return fuseIn(string(mounts), dir)
}

// fuseIn finds, in a table of mounts, the one that holds dir.
func fuseIn(mounts, dir string) string {
	best, kind := "", ""
	for line := range strings.Lines(mounts) {
		f := strings.Fields(line)
		if len(f) < 3 {
			continue
		}
		at := strings.ReplaceAll(f[1], `\040`, " ")
		if (dir == at || strings.HasPrefix(dir, strings.TrimSuffix(at, "/")+"/")) && len(at) >= len(best) {
			best, kind = at, f[2]
		}
	}
	switch kind {
	case "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.s3fs", "fuse.davfs":
		return strings.TrimPrefix(kind, "fuse.")
	}
	return ""
}
