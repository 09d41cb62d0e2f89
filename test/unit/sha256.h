/*-------------------------------------------------------------------------
 *
 * sha256.h
 *		SHA-256 and its HMAC for the tests, written from FIPS 180-4 and RFC
 *		2104: another code than the server's, which signs in earnest.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SHA256_H
#define IJ_SHA256_H

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static inline uint32_t
sha256_rotate(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

/* The first 32 bits of the fraction of a root of the nth prime, from 0. */
static inline uint32_t
sha256_constant(int n, int root)
{
	int			prime = 1;
	long double value;

	for (int found = -1; found < n;)
	{
		bool		is_prime = true;

		prime++;
		for (int i = 2; i * i <= prime; i++)
			is_prime = is_prime && prime % i != 0;
		found += is_prime;
	}
	value = root == 2 ? sqrtl(prime) : cbrtl(prime);
	return (uint32_t) ((value - floorl(value)) * 4294967296.0L);
}

static inline void
sha256_block(uint32_t state[8], const uint8_t *block)
{
	static uint32_t k[64];
	uint32_t	w[64];
	uint32_t	s[8];

	for (int i = 0; i < 64 && k[63] == 0; i++)
		k[i] = sha256_constant(i, 3);
	for (int i = 0; i < 64; i++)
	{
		if (i < 16)
			w[i] = (uint32_t) block[4 * i] << 24 | (uint32_t) block[4 * i + 1] << 16 |
				(uint32_t) block[4 * i + 2] << 8 | block[4 * i + 3];
		else
			w[i] = w[i - 16] + w[i - 7] +
				(sha256_rotate(w[i - 15], 7) ^ sha256_rotate(w[i - 15], 18) ^ w[i - 15] >> 3) +
				(sha256_rotate(w[i - 2], 17) ^ sha256_rotate(w[i - 2], 19) ^ w[i - 2] >> 10);
	}
	memcpy(s, state, sizeof(s));
	for (int i = 0; i < 64; i++)
	{
		uint32_t	one = s[7] + (sha256_rotate(s[4], 6) ^ sha256_rotate(s[4], 11) ^ sha256_rotate(s[4], 25)) +
			((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
		uint32_t	two = (sha256_rotate(s[0], 2) ^ sha256_rotate(s[0], 13) ^ sha256_rotate(s[0], 22)) +
			((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));

		memmove(s + 1, s, 7 * sizeof(s[0]));
		s[4] += one;
		s[0] = one + two;
	}
	for (int i = 0; i < 8; i++)
		state[i] += s[i];
}

static inline void
sha256(const void *data, size_t length, uint8_t digest[32])
{
	size_t		padded = (length + 9 + 63) / 64 * 64;
	uint8_t    *message = calloc(1, padded);
	uint32_t	state[8];

	memcpy(message, data, length);
	message[length] = 0x80;
	for (int i = 0; i < 8; i++)
		message[padded - 1 - i] = (uint8_t) ((uint64_t) length * 8 >> (8 * i));

	for (int i = 0; i < 8; i++)
		state[i] = sha256_constant(i, 2);
	for (size_t at = 0; at < padded; at += 64)
		sha256_block(state, message + at);
	for (int i = 0; i < 32; i++)
		digest[i] = (uint8_t) (state[i / 4] >> (24 - 8 * (i % 4)));
	free(message);
}

static inline void
hmac_sha256(const void *key, size_t key_length, const void *data, size_t length, uint8_t digest[32])
{
	uint8_t		block[64] = {0};
	uint8_t		outer[64 + 32];
	uint8_t    *inner = malloc(64 + length);

	if (key_length > sizeof(block))
		sha256(key, key_length, block);
	else
		memcpy(block, key, key_length);
	for (int i = 0; i < 64; i++)
	{
		inner[i] = block[i] ^ 0x36;
		outer[i] = block[i] ^ 0x5c;
	}
	memcpy(inner + 64, data, length);
	sha256(inner, 64 + length, outer + 64);
	sha256(outer, sizeof(outer), digest);
	free(inner);
}

#endif							/* IJ_SHA256_H */
