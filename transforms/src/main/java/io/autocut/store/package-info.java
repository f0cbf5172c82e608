/** Content keys, fingerprints and the store that keeps everything expensive under them. */
package io.autocut.store;
