/** What is asked for, by manifest or command line: read, checked and made absolute. */
package io.autocut.ingest;
