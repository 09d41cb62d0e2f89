/*-------------------------------------------------------------------------
 *
 * replay.c
 *		Gives files to a fuzzer, one after the other, where there is no clang.
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#define MAX_SIZE 65536

/* Each input gets memory of its very size, so that ASan sees its end. */
static void
replay(const char *name)
{
	static uint8_t buffer[MAX_SIZE];
	FILE	   *file = fopen(name, "rb");
	size_t		size;
	uint8_t    *data;

	if (file == NULL)
	{
		perror(name);
		exit(1);
	}
	size = fread(buffer, 1, sizeof(buffer), file);
	fclose(file);

	data = malloc(size);
	memcpy(data, buffer, size);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	printf("%s: %d inputs\n", argv[0], argc - 1);
	return 0;
}
