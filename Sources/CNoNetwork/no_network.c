/*
 * Tollgate never opens a network connection. A libgit2 that is built with mbedTLS, as Debian's is, all the same reads the
 * system's 150 certificate authorities whenever it starts, which takes longer than a whole check of staged changes.
 *
 * These definitions stand in front of mbedTLS's own: libgit2 finds no certificates, so that a TLS connection, were one ever
 * attempted, would trust nobody. docs/decisions/0008 tells more.
 */

int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int mbedtls_x509_crt_parse_path(void *chain, const char *path);

int mbedtls_x509_crt_parse_file(void *chain, const char *path) {
    (void)chain;
    (void)path;
    return 0;
}

int mbedtls_x509_crt_parse_path(void *chain, const char *path) {
    (void)chain;
    (void)path;
    return 0;
}
