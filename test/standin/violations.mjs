// What a page or worker complained of: violations of its content policy, and its console, for tests.

/** @typedef {{ directive: string, blocked: string, isReportOnly: boolean, kind: string, from: string }} Violation */

/** @type {Violation[]} */
export const violations = [];

/** @param {any} issue An issue as the browser's Audits report it. */
export function noteIssue(issue) {
  const details = issue?.details?.contentSecurityPolicyIssueDetails;
  if (details === undefined) return;
  violations.push({
    directive: details.violatedDirective,
    blocked: details.blockedURL ?? '',
    isReportOnly: details.isReportOnly,
    kind: details.contentSecurityPolicyViolationType,
    from: details.sourceCodeLocation?.url ?? '',
  });
}

/** @param {any} params Of a console call or an exception. */
export function consoleOf(params) {
  if (params.exceptionDetails !== undefined) {
    const { exception, text, lineNumber, url } = params.exceptionDetails;
    const message = `${text} ${exception?.description ?? ''}`.trim();
    return { level: 'error', message, lineNumber, sourceId: url ?? '' };
  }
  const at = params.stackTrace?.callFrames?.[0];
  const message = params.args
    .map((/** @type {any} */ item) => String(item.value ?? item.description ?? ''))
    .join(' ');
  const level = params.type === 'warning' || params.type === 'error' ? params.type : 'info';
  return { level, message, lineNumber: at?.lineNumber ?? 0, sourceId: at?.url ?? '' };
}
