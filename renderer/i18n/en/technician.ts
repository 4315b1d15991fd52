export const technician = {
  title: 'Technicians',
  note: 'A one-time code, ¦or a card that is known here',
  code: 'Code',
  where: 'Six digits, from your authenticator',
  enter: 'Enter',
} as const;
