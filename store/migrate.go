package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"strings"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// newestSchema is the number of the newest migration.
const newestSchema = 3

// migrate brings the schema up to date, each step in one transaction of its
// own after keep has made a backup of what is there.
//
// The number of the schema is read and set inside that transaction, which holds
// the engine's own write lock, so two processes that start at once cannot both
// take the same step. (goose keeps its version table outside the transaction
// and has no lock between processes on SQLite; that is why it is not used.)
func migrate(ctx context.Context, db *sql.DB, d *dialect, keep func(from int) error) error {
	for n := 1; n <= newestSchema; n++ {
		var have int
		if err := db.QueryRowContext(ctx, d.schemaOf).Scan(&have); err != nil {
			return fmt.Errorf("store: schema: %w", err)
		}
		if have >= n {
			continue
		}
		if have > 0 {
			if err := keep(have); err != nil {
				return err
			}
		}
		if err := step(ctx, db, d, n); err != nil {
			return fmt.Errorf("store: migration %d: %w", n, err)
		}
	}
	return nil
}

func step(ctx context.Context, db *sql.DB, d *dialect, n int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // a no-op after Commit
	var have int
	if err := tx.QueryRowContext(ctx, d.schemaOf).Scan(&have); err != nil {
		return err
	}
	if have >= n {
		return nil // another process was quicker
	}
	for _, kind := range []string{"base", d.own} {
		texts, err := migrationTexts(d, n, kind)
		if err != nil {
			return err
		}
		for _, t := range texts {
			if _, err := tx.ExecContext(ctx, t); err != nil {
				return fmt.Errorf("%w in %q", err, firstLine(t))
			}
		}
	}
	if _, err := tx.ExecContext(ctx, d.setSchema(n)); err != nil {
		return err
	}
	return tx.Commit()
}

// migrationTexts are the statements of one file. Statements of an engine's own
// file hold semicolons of their own and are parted by a line with only "--".
func migrationTexts(d *dialect, n int, kind string) ([]string, error) {
	name := fmt.Sprintf("migrations/%04d_%s.sql", n, kind)
	body, err := migrationFiles.ReadFile(name)
	if err != nil {
		if kind != "base" {
			return nil, nil // a step that this engine adds nothing to
		}
		return nil, err
	}
	sep := ";\n"
	if kind != "base" {
		sep = "\n--\n"
	}
	var out []string
	for part := range strings.SplitSeq(stripComments(d.tokens.Replace(string(body))), sep) {
		if strings.TrimSpace(part) != "" {
			out = append(out, part)
		}
	}
	return out, nil
}

// stripComments takes off whole lines of comment; a bare "--" stays: it parts
// statements.
func stripComments(s string) string {
	var out strings.Builder
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(line, "-- ") {
			out.WriteString(line)
		}
	}
	return out.String()
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
