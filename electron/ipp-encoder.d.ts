/** What is used of the package, which brings no types of its own. */
declare module 'ipp-encoder' {
  interface Attribute {
    readonly tag: number;
    readonly name: string;
    readonly value: unknown;
  }
  interface Group<A> {
    readonly tag: number;
    readonly attributes: readonly A[];
  }
  interface Answered {
    readonly tag: number;
    readonly name: string;
    readonly value: readonly (string | number | boolean)[];
  }
  export const CONSTANTS: Readonly<Record<string, number>> & {
    readonly [
      name in
        | 'BOOLEAN'
        | 'CHARSET'
        | 'INTEGER'
        | 'JOB_ATTRIBUTES_TAG'
        | 'KEYWORD'
        | 'MIME_MEDIA_TYPE'
        | 'NAME_WITHOUT_LANG'
        | 'NATURAL_LANG'
        | 'OPERATION_ATTRIBUTES_TAG'
        | 'URI'
    ]: number;
  };
  const encoder: {
    readonly request: {
      encode(request: {
        readonly version: { readonly major: number; readonly minor: number };
        readonly operationId: number;
        readonly requestId: number;
        readonly groups: readonly Group<Attribute>[];
      }): Buffer;
    };
    readonly response: {
      decode(bytes: Buffer): {
        readonly requestId: number;
        readonly statusCode: number;
        readonly groups: readonly Group<Answered>[];
      };
    };
  };
  export default encoder;
}
