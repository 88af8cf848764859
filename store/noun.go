package store

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// noun joins a Go type to its table: one list of columns serves scanning,
// inserting, updating and the images that undo puts back. id is the first
// column; a noun that is edited ends in version.
type noun[T any] struct {
	table  string
	cols   string
	bind   func(*T) []any // pointers in the order of cols
	insert *stmt
	update *stmt // edited nouns only
	byID   *stmt
	remove *stmt // edited nouns only
}

func newNoun[T any](table, cols string, bind func(*T) []any) *noun[T] {
	names := strings.Split(cols, ", ")
	n := &noun[T]{table: table, cols: cols, bind: bind}
	var zero T
	if len(bind(&zero)) != len(names) {
		panic(fmt.Sprintf("store: %s has %d columns and %d fields", table, len(names), len(bind(&zero))))
	}
	n.insert = define(table+".insert", "INSERT INTO "+table+"("+cols+") VALUES("+places(len(names))+")")
	n.byID = define(table+".by-id", "SELECT "+cols+" FROM "+table+" WHERE id = $1")
	if names[len(names)-1] == "version" {
		sets := make([]string, 0, len(names))
		for i, c := range names[1:] {
			sets = append(sets, fmt.Sprintf("%s = $%d", c, i+2))
		}
		n.update = define(table+".update", fmt.Sprintf("UPDATE %s SET %s WHERE id = $1 AND version = $%d",
			table, strings.Join(sets, ", "), len(names)+1))
		n.remove = define(table+".remove", "DELETE FROM "+table+" WHERE id = $1 AND version = $2")
	}
	return n
}

// prefixed are the columns of the table under an alias.
func (n *noun[T]) prefixed(alias string) string {
	return alias + "." + strings.ReplaceAll(n.cols, ", ", ", "+alias+".")
}

func (n *noun[T]) add(ctx context.Context, q querier, v *T) error {
	_, err := exec(ctx, q, n.insert, n.bind(v)...)
	return err
}

// set writes after over the row whose version is still that of before; ok is
// false where it is not.
func (n *noun[T]) set(ctx context.Context, q querier, after *T, version int64) (ok bool, err error) {
	count, err := exec(ctx, q, n.update, append(n.bind(after), version)...)
	return count == 1, err
}

func (n *noun[T]) get(ctx context.Context, q querier, id int64) (v T, found bool, err error) {
	found, err = row(ctx, q, n.byID, []any{id}, n.bind(&v)...)
	return v, found, err
}

// all reads the rows of a statement that selects the noun's columns, and more
// behind them where extra says so.
func (n *noun[T]) all(ctx context.Context, q querier, s *stmt, args []any, extra ...any) ([]T, error) {
	return n.each(ctx, q, s, args, nil, extra...)
}

// each is all with a chance to look at the extra columns of every row.
func (n *noun[T]) each(ctx context.Context, q querier, s *stmt, args []any, look func(*T), extra ...any) ([]T, error) {
	var v, zero T
	var out []T
	bind := append(n.bind(&v), extra...)
	err := rows(ctx, q, s, args, bind, func() error {
		if look != nil {
			look(&v)
		}
		out = append(out, v)
		v = zero
		return nil
	})
	return out, err
}

// same says that two rows hold the same in every column but the version.
func (n *noun[T]) same(a, b *T) bool {
	x, y := plain(n.bind(a)), plain(n.bind(b))
	if n.update != nil {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return reflect.DeepEqual(x, y)
}

// image is the row as JSON, for undo.
func (n *noun[T]) image(v *T) (string, error) {
	values := plain(n.bind(v))
	for i := range values {
		if b, ok := values[i].([]byte); ok {
			values[i] = blob(b)
		}
	}
	b, err := json.Marshal(values)
	return string(b), err
}

// from is the row of an image.
func (n *noun[T]) from(image string) (v T, err error) {
	values, err := imageValues(image)
	if err != nil {
		return v, err
	}
	bound := n.bind(&v)
	for i, value := range n.widened(values) {
		if s, ok := bound[i].(sql.Scanner); ok {
			if err := s.Scan(value); err != nil {
				return v, err
			}
			continue
		}
		to := reflect.ValueOf(bound[i]).Elem()
		switch value := value.(type) {
		case int64:
			to.SetInt(value)
		case string:
			to.SetString(value)
		default:
			return v, fmt.Errorf("store: undo image: %T in %s", value, n.table)
		}
	}
	return v, nil
}

// imaged is what undo needs of a noun without knowing its type.
type imaged interface {
	putBack(ctx context.Context, q querier, image string, versionNow int64) (ok bool, err error)
	takeOut(ctx context.Context, q querier, id, version int64) (ok bool, err error)
	versionOf(ctx context.Context, q querier, id int64) (version int64, found bool, err error)
	different(ctx context.Context, q querier, id int64, image string) (map[string]any, error)
}

func (n *noun[T]) putBack(ctx context.Context, q querier, image string, versionNow int64) (bool, error) {
	values, err := imageValues(image)
	if err != nil {
		return false, err
	}
	count, err := exec(ctx, q, n.update, append(n.widened(values), versionNow)...)
	return count == 1, err
}

// widened puts the zero of each column that came with a later schema into an
// image that is older than it. New columns stand right before the version.
func (n *noun[T]) widened(values []any) []any {
	var zero T
	all := plain(n.bind(&zero))
	if len(values) >= len(all) || len(values) == 0 {
		return values
	}
	last := len(values) - 1
	return slices.Concat(values[:last:last], all[last:len(all)-1], values[last:])
}

func (n *noun[T]) takeOut(ctx context.Context, q querier, id, version int64) (bool, error) {
	count, err := exec(ctx, q, n.remove, id, version)
	return count == 1, err
}

func (n *noun[T]) versionOf(ctx context.Context, q querier, id int64) (int64, bool, error) {
	v, found, err := n.get(ctx, q, id)
	if !found || err != nil {
		return 0, false, err
	}
	values := plain(n.bind(&v))
	version, _ := values[len(values)-1].(int64)
	return version, true, nil
}

// different lists the columns in which the row as it is now differs from an
// image: {"status": ["working", "resting"]}, theirs second.
func (n *noun[T]) different(ctx context.Context, q querier, id int64, image string) (map[string]any, error) {
	v, found, err := n.get(ctx, q, id)
	if !found || err != nil {
		return nil, err
	}
	was, err := imageValues(image)
	if err != nil {
		return nil, err
	}
	return differing(n.cols, n.widened(was), plain(n.bind(&v))), nil
}

func differing(cols string, was, is []any) map[string]any {
	out := map[string]any{}
	for i, c := range strings.Split(cols, ", ") {
		if c != "version" && i < len(was) && !reflect.DeepEqual(was[i], is[i]) {
			out[c] = []any{was[i], is[i]}
		}
	}
	return out
}

// plain resolves pointers and valuers to what the driver would be given:
// int64, string or []byte.
func plain(bound []any) []any {
	out := make([]any, len(bound))
	for i, b := range bound {
		if v, ok := b.(driver.Valuer); ok {
			out[i], _ = v.Value() // a value that cannot be marshalled fails when it is written
			continue
		}
		v := reflect.ValueOf(b).Elem()
		switch {
		case v.CanInt():
			out[i] = v.Int()
		case v.Kind() == reflect.String:
			out[i] = v.String()
		default:
			out[i] = v.Interface()
		}
	}
	return out
}

// imageValues reads an image back. Numbers are int64; bytes were marshalled as
// base64 inside an array by [blob].
func imageValues(image string) ([]any, error) {
	d := json.NewDecoder(bytes.NewReader([]byte(image)))
	d.UseNumber()
	var in []any
	if err := d.Decode(&in); err != nil {
		return nil, fmt.Errorf("store: undo image: %w", err)
	}
	for i, v := range in {
		switch v := v.(type) {
		case json.Number:
			n, err := v.Int64()
			if err != nil {
				return nil, fmt.Errorf("store: undo image: %w", err)
			}
			in[i] = n
		case map[string]any:
			b, err := unblob(v)
			if err != nil {
				return nil, err
			}
			in[i] = b
		}
	}
	return in, nil
}
