package store

import "testing"

func TestANetworkShareIsRecognised(t *testing.T) {
	mounts := "/dev/sda1 / ext4 rw 0 0\nmia@host:/srv /home/mia/far fuse.sshfs rw 0 0\nportal /run/user/1 fuse.portal rw 0 0\n"
	for dir, want := range map[string]string{"/home/mia/far/x": "sshfs", "/home/mia/farther": "", "/run/user/1": "", "/": ""} {
		if got := fuseIn(mounts, dir); got != want {
			t.Errorf("%s: %q, want %q", dir, got, want)
		}
	}
}
