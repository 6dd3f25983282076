# Flags that single unit tests need beside those of all; included by the Makefile.
$(BUILD)/tests/unit/base/test_newfile: TEST_LDFLAGS = \
    -Wl,--wrap=write,--wrap=fsync,--wrap=linkat,--wrap=renameat,--wrap=openat
