//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/creack/pty"

	"ripen/model"
)

// These benchmarks hold the console against the empty program of
// internal/peer, in the same run and in a pseudo-terminal of 120×40. They run on
// a demonstration of 600 leads, or on the database that RIPEN_BENCH_DB names
// (store/testdata/million/fill.sh makes one):
//
//	RIPEN_BENCH_DB=/data/million.db go test ./cmd/ripen -run '^$' -bench Console -benchtime 20x

// firstWords are on Today as soon as its leads are, and not before.
const firstWords = "why first"

// bench is the place and the two programs.
type bench struct {
	b         *testing.B
	env       []string
	bin, peer string
	db        string
}

func newBench(b *testing.B) *bench {
	b.Helper()
	cmd := ripenCommand(b)
	home := b.TempDir()
	n := &bench{b: b, peer: filepath.Join(home, "peer"), bin: filepath.Join(home, "ripen"), db: os.Getenv("RIPEN_BENCH_DB")}
	for bin, pkg := range map[string]string{n.peer: "./internal/peer", n.bin: "."} {
		if out, err := exec.CommandContext(b.Context(), "go", "build", "-o", bin, pkg).CombinedOutput(); err != nil {
			b.Fatalf("%s: %v\n%s", pkg, err, out)
		}
	}
	n.env = append(cmd.Env, "HOME="+home, "RIPEN_NOW=2026-11-24T15:42:00Z", "RIPEN_USER=Dana Ortiz", "TZ=America/New_York", "COLORFGBG=15;0")
	if n.db == "" {
		n.db = filepath.Join(home, "bench.db")
		demo := exec.CommandContext(b.Context(), n.bin, "demo", "--leads", "600", "--db", n.db)
		demo.Env = n.env
		if out, err := demo.CombinedOutput(); err != nil {
			b.Fatalf("demo: %v\n%s", err, out)
		}
	}
	return n
}

// program is one that runs in a pseudo-terminal.
type program struct {
	cmd  *exec.Cmd
	tty  *os.File
	came chan int // bytes as they come
	all  bytes.Buffer
}

// start starts one of the two. The toolkit asks a terminal that is none for its
// background and waits five seconds for the answer, unless CI is set; Ripen
// keeps it from asking by itself (internal/early).
func (n *bench) start(args ...string) *program {
	n.b.Helper()
	cmd := exec.CommandContext(n.b.Context(), args[0], args[1:]...)
	cmd.Env = n.env
	if args[0] == n.peer {
		cmd.Env = append(cmd.Env[:len(cmd.Env):len(cmd.Env)], "CI=1")
	}
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 120})
	if err != nil {
		n.b.Fatal(err)
	}
	return &program{cmd: cmd, tty: tty}
}

// until reads until words were written, and says how long that took.
func (p *program) until(b *testing.B, words string) time.Duration {
	b.Helper()
	began, buf := time.Now(), make([]byte, 64<<10)
	for !bytes.Contains(p.all.Bytes(), []byte(words)) {
		n, err := p.tty.Read(buf)
		if err != nil {
			b.Fatalf("%q was not seen: %v\n%s", words, err, p.all.String())
		}
		p.all.Write(buf[:n])
	}
	return time.Since(began)
}

// follow hands on what comes from here on, so that quiet can be told.
func (p *program) follow() {
	p.came = make(chan int, 64)
	go func() {
		defer close(p.came)
		buf := make([]byte, 64<<10)
		for {
			n, err := p.tty.Read(buf)
			if err != nil {
				return
			}
			p.came <- n
		}
	}()
}

// press writes a key and says how long the next frame took; then it waits until
// the program is quiet again.
func (p *program) press(b *testing.B, key string) time.Duration {
	b.Helper()
	p.quiet()
	began := time.Now()
	if _, err := p.tty.WriteString(key); err != nil {
		b.Fatal(err)
	}
	select {
	case <-p.came:
	case <-time.After(patience):
		b.Fatalf("nothing was drawn after %q", key)
	}
	return time.Since(began)
}

func (p *program) quiet() {
	for {
		select {
		case <-p.came:
		case <-time.After(25 * time.Millisecond):
			return
		}
	}
}

func (p *program) end() {
	_ = p.cmd.Process.Kill()
	_ = p.tty.Close()
	_ = p.cmd.Wait()
}

// resident is the memory of a program in megabytes, 0 where the system does not
// tell.
func (p *program) resident() float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kb := 0
	_, _ = fmt.Sscan(rest, &kb)
	return float64(kb) / 1024
}

func at(all []time.Duration, share float64) time.Duration {
	slices.Sort(all)
	return all[min(len(all)-1, int(float64(len(all))*share))]
}

func millisOf(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// BenchmarkConsoleFirstPage is how long Today's first page takes from the start
// of the process, against the peer's first frame.
func BenchmarkConsoleFirstPage(b *testing.B) {
	n := newBench(b)
	warm := n.start(n.bin, "--db", n.db) // the day's order is made once a day
	warm.until(b, firstWords)
	warm.end()
	var ours, peers []time.Duration
	for b.Loop() {
		p := n.start(n.peer)
		peers = append(peers, p.until(b, "ready"))
		p.end()
		p = n.start(n.bin, "--db", n.db)
		ours = append(ours, p.until(b, firstWords))
		p.end()
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(millisOf(at(ours, 0.5)), "ms")
	b.ReportMetric(millisOf(at(peers, 0.5)), "ms-peer")
	b.ReportMetric(float64(at(ours, 0.5))/float64(at(peers, 0.5)), "×peer")
}

// BenchmarkConsoleKey is how long a key takes to the frame that it makes, 99 of
// 100 within, against the peer; and the memory after it.
func BenchmarkConsoleKey(b *testing.B) {
	n := newBench(b)
	p, peer := n.start(n.bin, "--db", n.db), n.start(n.peer)
	defer p.end()
	defer peer.end()
	p.until(b, firstWords)
	peer.until(b, "ready")
	p.follow()
	peer.follow()
	var ours, peers []time.Duration
	for i := 0; b.Loop(); i++ {
		for j := range 40 {
			key := "j"
			if j >= 20 {
				key = "k"
			}
			ours = append(ours, p.press(b, key))
			peers = append(peers, peer.press(b, key))
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(millisOf(at(ours, 0.99)), "ms-p99")
	b.ReportMetric(millisOf(at(peers, 0.99)), "ms-p99-peer")
	b.ReportMetric(float64(at(ours, 0.99))/float64(at(peers, 0.99)), "×peer")
	b.ReportMetric(p.resident(), "MB")
	b.ReportMetric(peer.resident(), "MB-peer")
}

// BenchmarkConsoleKeyToView is the CPU of a key from the message to the frame
// on Today, without a terminal.
func BenchmarkConsoleKeyToView(b *testing.B) {
	n := newBench(b)
	s := newStage(b, n.db, "Dana Ortiz", 120, 40)
	for i := 0; b.Loop(); i++ {
		r := 'j'
		if i%40 >= 20 {
			r = 'k'
		}
		_, _ = s.root.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		if s.root.View() == "" {
			b.Fatal("nothing is drawn")
		}
	}
}

// BenchmarkConsoleFind is how long a search and a look-up of a caller take
// through the store, 99 of 100 within.
func BenchmarkConsoleFind(b *testing.B) {
	n := newBench(b)
	s := newStage(b, n.db, "Dana Ortiz", 120, 40)
	d, err := s.app.open(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = d.db.Close() })
	look := map[string]func(text string) error{
		"search": func(text string) error {
			_, err := d.db.Leads(context.Background(), d.by, model.LeadQuery{Search: text, Limit: 100})
			return err
		},
		"caller": func(text string) error {
			_, err := d.db.Callers(context.Background(), d.by, text, 20)
			return err
		},
	}
	for name, find := range look {
		for _, text := range []string{"617 555", "halvorsen", "freight", "ann", "ridgeline fre"} {
			b.Run(name+"/"+strings.ReplaceAll(text, " ", "_"), func(b *testing.B) {
				var took []time.Duration
				for b.Loop() {
					began := time.Now()
					if err := find(text); err != nil {
						b.Fatal(err)
					}
					took = append(took, time.Since(began))
				}
				b.ReportMetric(millisOf(at(took, 0.5)), "ms-p50")
				b.ReportMetric(millisOf(at(took, 0.99)), "ms-p99")
			})
		}
	}
}
