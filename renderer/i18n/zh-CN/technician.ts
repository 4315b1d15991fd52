export const technician = {
  title: '维护人员',
  note: '输一次性验证码，¦或放登记过的证',
  code: '验证码',
  where: '六位，手机验证器上看',
  enter: '进去',
} as const;
