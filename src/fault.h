/*-------------------------------------------------------------------------
 *
 * fault.h
 *		Points at which a test can make the server fail.
 *
 * Compiled in only with -DIOTJOBS_FAULTS; otherwise a point is nothing.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_FAULT_H
#define IJ_FAULT_H

#ifdef IOTJOBS_FAULTS
extern char *ij_guc_fault;
extern void ij_fault(const char *point);
#else
#define ij_fault(point) ((void) 0)
#endif

#endif							/* IJ_FAULT_H */
