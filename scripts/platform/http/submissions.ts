import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { Receipt, submissions, type Application } from '../../../shared/domain/submission.ts';
import { KEY_HEADER, sealingContext, sealingInfo, type Submission } from '../../../shared/platform-api.ts';
import { receiptFor } from '../domain/receipt.ts';
import type { submissionRepository } from '../store/submission-repository.ts';
import { rawPrivateKey, type PlatformKeys } from '../trust/keys.ts';
import { sha256 } from './devices.ts';
import { Refusal } from './problem.ts';
import type { EndpointHandlers } from './serve-endpoints.ts';

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

async function open(body: Submission, keys: PlatformKeys): Promise<unknown> {
  try {
    const plain = await suite.open(
      {
        recipientKey: await suite.kem.importKey('raw', new Uint8Array(rawPrivateKey(keys.sealing)).buffer, false),
        enc: new Uint8Array(Buffer.from(body.encapsulated, 'base64url')),
        info: sealingInfo(body.stationId),
      },
      new Uint8Array(Buffer.from(body.ciphertext, 'base64url')),
      sealingContext(body.key, body.kind, body.schema),
    );
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    throw new Refusal('unopenable', 'the seal does not open');
  }
}

/** Submissions of every kind: opened, checked against their kind's schema, filed once. */
export function submissionHandlers(
  repository: ReturnType<typeof submissionRepository>,
  keys: PlatformKeys,
  now: () => Date,
): Pick<EndpointHandlers, 'submit'> {
  return {
    submit: async ({ body, device, header }): Promise<Receipt> => {
      if (header(KEY_HEADER) !== body.key)
        throw new Refusal('malformed', 'the header and the body name different keys');
      if (body.stationId !== device.stationId) throw new Refusal('malformed', 'body.stationId: of another station');
      const { schema, payload } = submissions[body.kind];
      if (body.schema !== schema) throw new Refusal('malformed', 'body.schema: not known here');
      const opened = payload.safeParse(await open(body, keys));
      if (!opened.success) throw new Refusal('unopenable', 'what was sealed is not of its kind');

      const receivedAt = now();
      const application = body.kind === 'application' ? (opened.data as Application) : undefined;
      const filed = await repository.file(
        {
          key: body.key,
          // The whole request: the same key with other content is a defect of the sender's.
          requestHash: sha256(JSON.stringify([body.kind, body.schema, body.subject, body.sequence, body.ciphertext])),
          kind: body.kind,
          subject: body.subject,
          stationId: body.stationId,
          deviceId: device.id,
          sequence: body.sequence,
          payload: opened.data,
          once: application ? { postingId: application.postingId, applicant: application.applicant.number } : null,
          receivedAt,
        },
        (already) => receiptFor(body.kind, body.key, already, receivedAt),
      );
      if (filed.outcome === 'key-reused') throw new Refusal('key-reused', 'the key was used for other content');
      // Parsed, so that its fields stand in one order: the database keeps none, and the answer is the same to the byte.
      return Receipt.parse(filed.reply);
    },
  };
}
