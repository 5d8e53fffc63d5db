#pragma once
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/x509.h>

// Macros that Swift does not see.
static inline EVP_PKEY *presend_new_p256_key(void) { return EVP_EC_gen("P-256"); }
static const int presend_set_tag = EVP_CTRL_AEAD_SET_TAG;
static const int presend_get_tag = EVP_CTRL_AEAD_GET_TAG;
