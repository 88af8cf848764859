package store

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"hash"

	"ripen/model"
	"ripen/model/clean"
)

// The suppression list keeps keyed hashes: it recognises a person, a number or
// an address that comes back, and tells nobody who is on it.

// The kinds of suppression.
const (
	suppressPerson  = "person"
	suppressCompany = "company"
	suppressPhone   = "phone"
	suppressEmail   = "email"
)

// mac is the keyed hash of a folded key; empty for an empty key.
func (s *Store) mac(kind, key string) blob {
	if key == "" {
		return blob{}
	}
	h, ok := s.macs.Get().(hash.Hash) // one that is keyed already
	if !ok {
		h = hmac.New(sha256.New, s.key)
	}
	defer s.macs.Put(h)
	h.Reset()
	_, _ = h.Write([]byte(kind + "\x00" + key)) // never fails
	return h.Sum(make([]byte, 0, sha256.Size))
}

// personMac recognises a person at a company; a switchboard is nobody.
func (s *Store) personMac(name, company string) blob {
	return s.personKeyMac(name, clean.NameKey(name), clean.CompanyKey(company))
}

func (s *Store) personKeyMac(name, nameKey, companyKey string) blob {
	if nameKey == "" || name == switchboard {
		return blob{}
	}
	return s.mac(suppressPerson, nameKey+"|"+companyKey)
}

// pointMac recognises a number or e-mail; postal addresses are shared by
// everybody in the house.
func (s *Store) pointMac(kind model.PointKind, key string) blob {
	switch kind {
	case model.PhonePoint:
		return s.mac(suppressPhone, key)
	case model.EmailPoint:
		return s.mac(suppressEmail, key)
	}
	return blob{}
}

// switchboard stands for a company of which only a main line is known.
const switchboard = "switchboard"

func newKey() (string, error) {
	b := make([]byte, 32)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	return hex.EncodeToString(b), nil
}

// fillCompany works out the keys of a company from its words.
func (s *Store) fillCompany(c model.Company) *companyRow {
	r := keysOfCompany(c)
	s.signCompany(r)
	return r
}

// keysOfCompany is a company with its keys, not signed yet.
func keysOfCompany(c model.Company) *companyRow {
	return &companyRow{Company: c, NameKey: clean.CompanyKey(c.Name), PlaceKey: clean.PlaceKey(c.Place.City, c.Place.State, c.Place.Country)}
}

// signCompany puts the keyed hashes on a company.
func (s *Store) signCompany(r *companyRow) {
	r.NameMac, r.DomainMac = s.mac(suppressCompany, r.NameKey), s.mac(suppressCompany, r.Domain)
}

// signContact puts the keyed hash on a contact of a company with that key.
func (s *Store) signContact(r *contactRow, companyKey string) {
	r.Mac = s.personKeyMac(r.Name, r.NameKey, companyKey)
}

// fillContact works out the keys of a contact from its words.
func (s *Store) fillContact(c model.Contact, company string) *contactRow {
	return &contactRow{Contact: c, NameKey: clean.NameKey(c.Name), Mac: s.personMac(c.Name, company)}
}

func (s *Store) fillPoint(p model.Point) *pointRow {
	return &pointRow{Point: p, Mac: s.pointMac(p.Kind, p.Key)}
}
