/** How well the program does, measured against truth, beside peers that are installed. */
package io.autocut.runners.benchmark;
